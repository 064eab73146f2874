using Kit.Video;

namespace Kit.Data.Processing;

/// <summary>Decoded frames → what a vision tower takes, as the checkpoint's own processor does it.</summary>
/// <remarks>A pure function of the frames; frames are worked on in parallel, each on its own, so the order of work is
/// never seen in the result.</remarks>
public abstract partial record ImageProcessor
{
    private ImageProcessor() { }

    /// <summary>SigLIP: squeezed to a square, bicubic, −1 to 1. LLaVA-Video: 384.</summary>
    public static ImageProcessor Siglip(int side) =>
        new Whole([new FrameStep.Resize(side, side, Filter.Bicubic)], Normalisation.Siglip);

    /// <summary>CLIP: shorter side to the square's, bicubic, centre cropped. VLM-RLAIF, LLaVA-NeXT-Video:
    /// 336.</summary>
    public static ImageProcessor Clip(int side) => new Whole(
        [new FrameStep.ResizeShortest(side, Filter.Bicubic), new FrameStep.CentreCrop(side, side)], Normalisation.Clip);

    /// <summary>Reads <c>video_preprocessor_config.json</c> or, where there is none, <c>preprocessor_config.json</c> of
    /// a checkpoint's folder; or the file of that name.</summary>
    /// <exception cref="InvalidDataException">Missing, damaged, or of a type that this project does not
    /// have.</exception>
    public static ImageProcessor Load(string path) => ProcessorFile.Read(path);

    /// <summary>The tower's input for a clip.</summary>
    /// <exception cref="ArgumentException">No frames, or bytes that are not theirs.</exception>
    public Pixels Apply(Frames frames)
    {
        if (frames.Count < 1 || frames.Height < 1 || frames.Width < 1)
            throw new ArgumentException(FormattableString.Invariant(
                $"frames: expected at least 1, got {frames.Count} of {frames.Width}x{frames.Height}. Plan some."));
        var bytes = (long)frames.Count * frames.Height * frames.Width * Picture.Channels;
        return frames.Rgb.Length == bytes ? Process(frames)
            : throw new ArgumentException(FormattableString.Invariant(
                $"frames: expected [F, H, W, 3] = {bytes} bytes, got {frames.Rgb.Length}. Decode them again."));
    }

    private protected abstract Pixels Process(Frames frames);

    private protected static int Area(long values) => values <= Array.MaxLength ? (int)values
        : throw new ArgumentException(FormattableString.Invariant(
            $"pixels: expected at most {Array.MaxLength} values, got {values}. Use fewer or smaller frames."));

    /// <summary>Every frame whole: SigLIP, CLIP and the LLaVA family.</summary>
    /// <param name="Steps">In order.</param>
    /// <param name="Normalisation">After the steps.</param>
    public sealed record Whole(Sequence<FrameStep> Steps, Normalisation Normalisation) : ImageProcessor
    {
        /// <summary>The same on frames padded to a square first: LLaVA's <c>image_aspect_ratio: pad</c>.</summary>
        public Whole Padded() => this with { Steps = [Normalisation.Padding, .. Steps] };

        private protected override Pixels Process(Frames frames)
        {
            var ((height, width), steps) = Prepared(frames.Height, frames.Width);
            var (plane, table) = (height * width, Normalisation.Table());
            var values = new float[Area((long)frames.Count * Picture.Channels * plane)];
            Parallel.For(0, frames.Count, f =>
            {
                var picture = steps.Aggregate(
                    new Picture(frames.Height, frames.Width, frames[f]), (done, step) => step(done));
                var rgb = picture.Rgb.Span;
                for (var c = 0; c < Picture.Channels; c++)
                    for (var i = 0; i < plane; i++)
                        values[(((f * Picture.Channels) + c) * plane) + i] = table[c][rgb[(i * Picture.Channels) + c]];
            });
            return new Pixels.Images(values, frames.Count, height, width);
        }

        private ((int Height, int Width) Size, List<Func<Picture, Picture>> Steps) Prepared(int height, int width)
        {
            var (size, steps) = ((height, width), new List<Func<Picture, Picture>>());
            foreach (var step in Steps)
            {
                var (before, after) = (size, step.Size(size.height, size.width));
                Area((long)after.Height * after.Width * Picture.Channels);
                steps.Add(step.Prepared(before.height, before.width));
                size = after;
            }

            return (size, steps);
        }
    }
}
