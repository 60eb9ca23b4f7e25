/** A matrix of real runs: boots each guest, migrates it, records it, and goes on after a failure or a crash. */
@NullMarked
package faultline.driver.campaign;

import org.jspecify.annotations.NullMarked;
