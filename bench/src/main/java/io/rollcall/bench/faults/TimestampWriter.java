package io.rollcall.bench.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;

/** Writes records with timestamps that Java's producer refuses to send, and others do not. */
final class TimestampWriter {
    /** The last version that names topics by their names. */
    private static final short VERSION = 12;

    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final int BASE_TIMESTAMP = 27;
    private static final int MAX_TIMESTAMP = 35;

    private TimestampWriter() {}

    /** Writes one record; returns what the broker says, {@code NONE} if it took it. */
    static Errors write(int port, String topic, int partition, long timestamp, byte[] value) throws IOException {
        MemoryRecords records = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(0, null, value));
        setTimestamp(records.buffer(), timestamp);
        ProduceRequestData data = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(10_000);
        data.topicData()
                .add(new ProduceRequestData.TopicProduceData()
                        .setName(topic)
                        .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                                .setIndex(partition)
                                .setRecords(records))));
        ProduceResponseData answer = send(port, new ProduceRequest(data, VERSION));
        return Errors.forCode(
                answer.responses().iterator().next().partitionResponses().get(0).errorCode());
    }

    private static void setTimestamp(ByteBuffer batch, long timestamp) {
        batch.putLong(BASE_TIMESTAMP, timestamp);
        batch.putLong(MAX_TIMESTAMP, timestamp);
        CRC32C crc = new CRC32C();
        ByteBuffer checked = batch.duplicate();
        checked.position(ATTRIBUTES);
        crc.update(checked);
        batch.putInt(CRC, (int) crc.getValue());
    }

    private static ProduceResponseData send(int port, ProduceRequest request) throws IOException {
        RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "harness", 1);
        ByteBuffer bytes = request.serializeWithHeader(header);
        try (Socket socket = new Socket("127.0.0.1", port);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            out.flush();
            byte[] answer = new byte[in.readInt()];
            in.readFully(answer);
            return ((ProduceResponse) AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header)).data();
        }
    }
}
