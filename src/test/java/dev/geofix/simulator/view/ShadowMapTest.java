package dev.geofix.simulator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Cell;
import dev.geofix.simulator.scene.Face;
import dev.geofix.simulator.scene.Surface.Material;
import dev.geofix.simulator.scene.Surface;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowMapTest {
    private static final Area AREA = new Area(-60, -60, 60, 60);
    private static final double HEIGHT = 20;

    @ParameterizedTest
    @CsvSource({"180,45", "90,45", "225,60", "0,30"})
    void aPlateThrowsItsShadowAwayFromTheSun(double azimuth, double elevation) {
        ShadowMap shadows = shadows(azimuth, elevation);
        double length = HEIGHT / Math.tan(Math.toRadians(elevation));
        double x = -Math.sin(Math.toRadians(azimuth)) * length;
        double y = -Math.cos(Math.toRadians(azimuth)) * length;
        assertThat(shadows.light(x, y, 0)).isZero();
        assertThat(shadows.light(-x, -y, 0)).isEqualTo(1);
        assertThat(shadows.light(x + 6, y + 6, 0)).isEqualTo(1);
    }

    @Test
    void whatLiesAboveThePlateIsLit() {
        assertThat(shadows(180, 45).light(0, 0, HEIGHT)).isEqualTo(1);
        assertThat(shadows(180, 45).light(0, 0, HEIGHT + 5)).isEqualTo(1);
    }

    private static ShadowMap shadows(double azimuth, double elevation) {
        float z = (float) HEIGHT;
        Surface surface = new Surface(Material.PLAIN, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        Face plate = new Face(surface, new float[]{-4, -4, z, 4, -4, z, 4, 4, z, -4, 4, z}, 0, 0, 1);
        Cell cell = new Cell(AREA, Map.of(), List.of(plate), List.of(), List.of());
        return new ShadowMap(List.of(cell), AREA, Conditions.CLEAR_SUMMER_DAY.withSun(azimuth, elevation), 0.3);
    }
}
