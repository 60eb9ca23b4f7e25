/** Seeded random streams, one for each purpose, that no JDK upgrade can move. */
@NullMarked
package faultline.rng;

import org.jspecify.annotations.NullMarked;
