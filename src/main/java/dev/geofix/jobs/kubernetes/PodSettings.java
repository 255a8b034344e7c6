package dev.geofix.jobs.kubernetes;

import dev.geofix.platform.UserException;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pods in which commands run.
 *
 * @param image container image of the same version as the service, for GPU nodes built with CUDA; must be given
 * @param imagePullSecrets names of the secrets that the image is pulled with
 * @param serviceAccount service account of the pods, the namespace's default unless given; its token is not put into the pod
 * @param claim persistent volume claim that holds the service's data folder; must be given. It is mounted at the folder's own path
 * @param claimPath path inside the claim, where the service mounts only a part of it
 * @param mounts further claims, such as one of data sets (claim, path, sub-path, read-only)
 * @param java path of the java program in the image, that of the service itself unless given
 * @param classPath class path of Geofix in the image, that of the service itself unless given
 * @param gpus GPUs that a command gets; 0 for none
 * @param gpuResource name of a GPU among the node's resources
 * @param cpu cores that a command gets, as Kubernetes writes them
 * @param memory what a command may hold in all, as Kubernetes writes it
 * @param tolerations taints of nodes that the pods tolerate (key, value, effect); that of the GPU resource's name unless any is given
 * @param nodeSelector labels that a node must have to run the pods
 * @param runtimeClass runtime class of the pods, such as nvidia
 * @param priorityClass priority class of the pods
 * @param user number of the user that the command runs as, the image's own unless given; not 0
 * @param group number of the group that the volumes' files are given to
 * @param env further environment variables of the command
 */
@ConfigurationProperties("geofix.job.kubernetes.pod")
public record PodSettings(@Nullable String image, @DefaultValue List<String> imagePullSecrets,
        @Nullable String serviceAccount, @Nullable String claim, @Nullable String claimPath,
        @DefaultValue List<Mount> mounts, @Nullable Path java, @Nullable String classPath, @DefaultValue("1") int gpus,
        @DefaultValue("nvidia.com/gpu") String gpuResource, @DefaultValue("4") String cpu,
        @DefaultValue("16Gi") String memory, @DefaultValue List<Tolerated> tolerations,
        @DefaultValue Map<String, String> nodeSelector, @Nullable String runtimeClass, @Nullable String priorityClass,
        @Nullable Long user, @Nullable Long group, @DefaultValue Map<String, String> env) {
    /**
     * Another claim in the pod.
     *
     * @param path where it is mounted: where the service sees the same files
     * @param subPath path inside the claim
     */
    public record Mount(String claim, Path path, @Nullable String subPath, @DefaultValue("true") boolean readOnly) {}

    /**
     * A taint that the pods tolerate.
     *
     * @param value any unless given
     * @param effect all unless given
     */
    public record Tolerated(String key, @Nullable String value, @Nullable String effect) {}

    public PodSettings {
        if (gpus < 0) {
            throw new UserException("geofix.job.kubernetes.pod.gpus must be at least 0, not " + gpus);
        }
        requireQuantity("cpu", cpu);
        requireQuantity("memory", memory);
        if (user != null && user == 0) {
            throw new UserException("geofix.job.kubernetes.pod.user must not be root");
        }
    }

    /** What the engine may use at once. */
    public int cores() {
        return Math.max(1, Quantity.getAmountInBytes(new Quantity(cpu)).intValue());
    }

    public long memoryBytes() {
        return Quantity.getAmountInBytes(new Quantity(memory)).longValueExact();
    }

    private static void requireQuantity(String name, String value) {
        try {
            if (Quantity.getAmountInBytes(new Quantity(value)).signum() > 0) {
                return;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // said below
        }
        throw new UserException("geofix.job.kubernetes.pod." + name
                + " must be a quantity such as 4, 500m or 16Gi, not '" + value + "'");
    }
}
