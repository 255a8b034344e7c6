package dev.geofix.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    private static final int COLUMNS = 200;
    private static final int ROWS = 200;

    /** As tiles of one region are named. A multiplier of 31 alone, as a text's hash has it, would leave shards of 31 and 62 nearly empty. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 31, 62, 64})
    void everyTileIsInOneShardAndShardsAreAlike(int of) {
        List<Shard> shards = IntStream.range(0, of).mapToObj(number -> new Shard(number, of)).toList();
        int[] sizes = new int[of];
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < ROWS; row++) {
                String item = "18-" + (134_000 + column) + "-" + (86_000 + row);
                List<Shard> having = shards.stream().filter(shard -> shard.has(item)).toList();
                assertThat(having).hasSize(1);
                sizes[having.getFirst().number()]++;
            }
        }
        double mean = (double) COLUMNS * ROWS / of;
        assertThat(Arrays.stream(sizes).boxed().map(Integer::doubleValue).toList())
                .allSatisfy(size -> assertThat(size).isBetween(0.8 * mean, 1.2 * mean));
    }

    @Test
    void thereIsNoShardOutsideOfItsNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Shard(2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shard(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shard(0, 0));
    }
}
