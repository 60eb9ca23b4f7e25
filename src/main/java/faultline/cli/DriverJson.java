package faultline.cli;

import faultline.driver.Json;
import faultline.json.PlainJson;
import java.util.Map;

/** Lends the driver the program's JSON. */
final class DriverJson implements Json {
    @Override
    public Map<String, Object> read(String text) {
        return PlainJson.read(text);
    }

    @Override
    public String write(Map<String, ?> object) {
        return PlainJson.write(object);
    }
}
