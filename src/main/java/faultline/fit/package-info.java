/** Fits profiles to runs; the only package that knows commons-math3. */
@NullMarked
package faultline.fit;

import org.jspecify.annotations.NullMarked;
