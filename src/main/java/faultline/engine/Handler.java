package faultline.engine;

/** What an event does when its time has come; one object serves any number of events. */
@FunctionalInterface
public interface Handler {
    /**
     * Acts on the event.
     *
     * @param engine the engine that runs it; its clock stands at the event's time
     * @param arg what was given when the event was scheduled
     */
    void handle(Engine engine, long arg);
}
