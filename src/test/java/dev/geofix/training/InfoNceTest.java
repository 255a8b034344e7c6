package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.geofix.training.Objective.InfoNce;
import org.junit.jupiter.api.Test;

class InfoNceTest {
    @Test
    void isTheMeanOfBothDirectionsSmoothedCrossEntropies() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray drone = manager.randomNormal(new Shape(5, 7)).normalize(2, 1);
            NDArray satellite = manager.randomNormal(new Shape(5, 7)).normalize(2, 1);
            float loss = InfoNce.loss(drone, satellite, manager.create((float) Math.log(10)), 0.1).getFloat();
            float[] cosines = drone.matMul(satellite.transpose()).toFloatArray();
            assertThat((double) loss).isCloseTo((direction(cosines, false) + direction(cosines, true)) / 2,
                    within(1e-4));
        }
    }

    private static double direction(float[] cosines, boolean columns) {
        double loss = 0;
        for (int i = 0; i < 5; i++) {
            double total = 0;
            for (int j = 0; j < 5; j++) {
                total += Math.exp(10 * at(cosines, i, j, columns));
            }
            for (int j = 0; j < 5; j++) {
                double target = i == j ? 0.9 + 0.1 / 5 : 0.1 / 5;
                loss -= target * (10 * at(cosines, i, j, columns) - Math.log(total)) / 5;
            }
        }
        return loss;
    }

    private static double at(float[] cosines, int i, int j, boolean columns) {
        return columns ? cosines[5 * j + i] : cosines[5 * i + j];
    }

    @Test
    void accuracyIsTheShareOfQueriesThatFindTheirOwnPlace() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray satellite = manager.eye(4);
            NDArray drone = manager.create(new float[]{1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1},
                    new Shape(4, 4));
            assertThat(InfoNce.accuracy(drone, satellite)).isEqualTo(0.75f);
        }
    }
}
