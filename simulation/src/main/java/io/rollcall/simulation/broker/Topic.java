package io.rollcall.simulation.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A topic. A topic that is created again has another id. */
public final class Topic {
    private final String name;
    private final long id;
    private final Cluster cluster;
    private final List<PartitionLog> partitions = new ArrayList<>();
    private int replicas = 1;
    private boolean producersTimes;

    Topic(String name, long id, int partitionCount, Cluster cluster) {
        this.name = name;
        this.id = id;
        this.cluster = cluster;
        for (int i = 0; i < partitionCount; i++) {
            addPartition();
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its id. */
    public long id() {
        return id;
    }

    /** Its partitions. */
    public List<PartitionLog> partitions() {
        return partitions;
    }

    /** The number of partitions. */
    public int size() {
        return partitions.size();
    }

    /** One of its partitions. */
    public PartitionLog partition(int number) {
        return partitions.get(number);
    }

    /** A value of each partition, by its number. */
    public <T> Map<Integer, T> byPartition(Function<PartitionLog, T> value) {
        Map<Integer, T> values = new HashMap<>();
        for (int p = 0; p < partitions.size(); p++) {
            values.put(p, value.apply(partitions.get(p)));
        }
        return values;
    }

    /** Adds an empty partition. */
    public void addPartition() {
        partitions.add(new PartitionLog(cluster));
    }

    /** The partition of a key. */
    public PartitionLog partitionOf(String key) {
        return partitions.get(Math.floorMod(key.hashCode(), partitions.size()));
    }

    /** How many replicas each partition has. With several, one may lag: see {@link PartitionLog#followerLags(boolean)}. */
    public int replicas() {
        return replicas;
    }

    /** Gives each partition several replicas. */
    public void replicate(int number) {
        replicas = number;
    }

    /** Whether records keep the timestamps of their producers. */
    public boolean hasProducersTimes() {
        return producersTimes;
    }

    /** Lets records keep the timestamps of their producers. */
    public void keepProducersTimes(boolean keep) {
        producersTimes = keep;
    }

    /** Appends a record with the broker's time. @param transaction null without one */
    public Entry append(PartitionLog partition, String key, Object content, Transaction transaction) {
        return partition.append(key, content, cluster.nowMillis(), transaction);
    }
}
