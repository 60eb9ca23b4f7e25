/** The guest: its memory as bitmaps, and the loads that touch and dirty it. */
@NullMarked
package faultline.guest;

import org.jspecify.annotations.NullMarked;
