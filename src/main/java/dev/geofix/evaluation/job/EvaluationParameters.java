package dev.geofix.evaluation.job;

import dev.geofix.evaluation.Protocol;
import java.util.List;

/** Parameters of an evaluation job, as they were checked: the real path of the set, all values given. */
record EvaluationParameters(String model, String dataset, List<Integer> heights, Protocol protocol, boolean flip) {}
