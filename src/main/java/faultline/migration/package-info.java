/** The migration itself: source, destination, strategies, switchover. */
@NullMarked
package faultline.migration;

import org.jspecify.annotations.NullMarked;
