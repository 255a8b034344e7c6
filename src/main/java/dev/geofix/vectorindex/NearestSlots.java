package dev.geofix.vectorindex;

import java.util.Arrays;

/** The slots with the smallest distances of all that were offered: a binary heap with the worst kept on top. */
public final class NearestSlots {
    /** Distance, made an integer of the same order, above the slot: one comparison orders both. */
    private final long[] heap;
    private int size;

    public NearestSlots(int capacity) {
        heap = new long[capacity];
    }

    public void offer(float distance, int slot) {
        int raw = Float.floatToIntBits(distance);
        long entry = (long) (raw < 0 ? raw ^ Integer.MAX_VALUE : raw) << 32 | slot;
        if (size < heap.length) {
            siftUp(size++, entry);
        } else if (entry < heap[0]) {
            siftDown(entry);
        }
    }

    /** Nearest first. */
    public int[] slots() {
        long[] sorted = Arrays.copyOf(heap, size);
        Arrays.sort(sorted);
        return Arrays.stream(sorted).mapToInt(entry -> (int) entry).toArray();
    }

    private void siftUp(int position, long entry) {
        int at = position;
        while (at > 0 && heap[(at - 1) / 2] < entry) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = entry;
    }

    private void siftDown(long entry) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= entry) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }
}
