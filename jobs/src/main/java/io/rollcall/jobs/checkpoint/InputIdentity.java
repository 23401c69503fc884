package io.rollcall.jobs.checkpoint;

/**
 * Which topic a job reads. A name alone does not say that: another cluster may have a topic of that name, and a topic that
 * is deleted and created again keeps its name, but begins again at offset 0.
 *
 * @param cluster id of the Kafka cluster, empty if unknown
 * @param topicId id that the cluster gave the topic when it was created, empty if unknown
 */
public record InputIdentity(String cluster, String topicId) {}
