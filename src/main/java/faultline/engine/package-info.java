/** The discrete-event engine: clock, event queue, phases; it knows nothing of migration. */
@NullMarked
package faultline.engine;

import org.jspecify.annotations.NullMarked;
