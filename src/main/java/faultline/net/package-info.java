/** The link: rate, delay, window, queue, sharing. */
@NullMarked
package faultline.net;

import org.jspecify.annotations.NullMarked;
