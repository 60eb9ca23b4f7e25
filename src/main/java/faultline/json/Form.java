package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one value that is not an object. */
@FunctionalInterface
interface Form<T> {
    /**
     * Returns the value.
     *
     * @throws IllegalArgumentException with a message for the user that shows the value and says what would do
     */
    T read(JsonNode node);
}
