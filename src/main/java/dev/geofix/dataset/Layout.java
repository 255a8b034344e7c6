package dev.geofix.dataset;

/** How the folders of a set lie. */
public enum Layout {
    /** {@code train/{drone,satellite}} and {@code test/{query,gallery}_{drone,satellite}}, or one of the halves itself. */
    UNIVERSITY,
    /** {@code Training|Testing/<height>/…} with the same folders below each height, or one of the halves itself. */
    SUES_SPLIT,
    /** {@code drone_view_512/NNNN/<height>} and {@code satellite-view/NNNN}, not split yet. */
    SUES_RAW
}
