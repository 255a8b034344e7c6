package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Face;
import dev.geofix.simulator.scene.Hash;
import dev.geofix.simulator.scene.Slot;
import dev.geofix.simulator.scene.Vehicles;
import java.util.List;

/** Which vehicle, if any, stands in a slot on a day. */
final class Vehicle {
    private Vehicle() {}

    static List<Face> parkedAt(Slot slot, long day) {
        long draw = Hash.of(slot.seed(), day, 0, 71);
        return (draw >>> 11) * 0x1p-53 < slot.share() ? Vehicles.faces(slot, Hash.mix(draw)) : List.of();
    }
}
