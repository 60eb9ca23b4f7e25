/** Quantities with units: spans of time, sizes and rates; parsed exactly, printed exactly. */
@NullMarked
package faultline.unit;

import org.jspecify.annotations.NullMarked;
