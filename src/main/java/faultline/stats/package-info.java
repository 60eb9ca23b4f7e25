/** What a simulation records and returns. */
@NullMarked
package faultline.stats;

import org.jspecify.annotations.NullMarked;
