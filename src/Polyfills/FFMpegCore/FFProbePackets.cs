using System.Text.Json.Serialization;

namespace FFMpegCore;

public class FFProbePackets
{
    [JsonPropertyName("packets")]
    public List<FFProbePacketAnalysis> Packets { get; set; } = null!;
}

public class FFProbePacketAnalysis
{
    [JsonPropertyName("codec_type")]
    public string CodecType { get; set; } = null!;

    [JsonPropertyName("stream_index")]
    public int StreamIndex { get; set; }

    /// <summary>h:mm:ss.ffffff; null when the container stores none.</summary>
    [JsonPropertyName("pts_time")]
    public string PtsTime { get; set; } = null!;

    [JsonPropertyName("dts_time")]
    public string DtsTime { get; set; } = null!;

    [JsonPropertyName("size")]
    public int Size { get; set; }

    [JsonPropertyName("flags")]
    public string Flags { get; set; } = null!;
}
