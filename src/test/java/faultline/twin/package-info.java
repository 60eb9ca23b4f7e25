/** A naive second implementation of the model, and the proof that the first agrees with it. */
@NullMarked
package faultline.twin;

import org.jspecify.annotations.NullMarked;
