/** Two hosts on one machine, joined by a wire with delay and rate, and small guests to move between them. */
@NullMarked
package faultline.driver.testbed;

import org.jspecify.annotations.NullMarked;
