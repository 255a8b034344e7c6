package dev.geofix.ingest.archive;

/**
 * What an archive may ask for.
 *
 * @param maxBytes of all files together, unpacked
 * @param maxEntries files and folders
 * @param maxRatio unpacked bytes to packed ones; the first gigabyte is free
 * @param freeBytes that the disk must keep
 */
public record UnpackLimits(long maxBytes, long maxEntries, int maxRatio, long freeBytes) {}
