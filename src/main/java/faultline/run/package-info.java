/** Wires a scenario to the engine; replications. */
@NullMarked
package faultline.run;

import org.jspecify.annotations.NullMarked;
