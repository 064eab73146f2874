namespace Kit.Data.Processing;

/// <summary>8-bit values to the numbers that a tower was trained on: (v · scale − mean_c) / std_c.</summary>
/// <remarks>v · scale in float64 rounded to float32, the rest in float32, as Hugging Face's processors
/// compute.</remarks>
/// <param name="Scale">1/255, or 1 where values stay 0 to 255.</param>
/// <param name="Mean">Red, green, blue; 0 where nothing is subtracted.</param>
/// <param name="Std">Red, green, blue; positive, 1 where nothing is divided.</param>
public sealed record Normalisation(double Scale, Sequence<double> Mean, Sequence<double> Std)
{
    /// <summary>CLIP's statistics of its training pictures; Qwen2-VL's too.</summary>
    public static Normalisation Clip { get; } = new(1 / 255.0,
        [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]);

    /// <summary>SigLIP's: −1 to 1.</summary>
    public static Normalisation Siglip { get; } = new(1 / 255.0, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);

    /// <summary>The mean as a colour, ⌊255·mean⌋: what LLaVA pads with.</summary>
    public FrameStep Padding => new FrameStep.PadToSquare(Colour(0), Colour(1), Colour(2));

    /// <summary>The number of every value of every channel, [3, 256].</summary>
    internal float[][] Table() => [.. Mean.Zip(Std, (mean, std) => Enumerable.Range(0, 256)
        .Select(v => ((float)(v * Scale) - (float)mean) / (float)std).ToArray())];

    private byte Colour(int channel) => (byte)(int)(Mean[channel] * 255);
}
