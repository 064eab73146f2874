using System.Globalization;

namespace Kit.Video;

public abstract partial record FramePlan
{
    /// <summary>index_i = i·s with s = round(source fps / fps), half to even; when that gives more than the cap,
    /// <see cref="Linspace"/> of the cap. The training rule of LLaVA-Video's official code without <c>force_sample</c>.
    /// </summary>
    /// <remarks>Deviation: s is at least 1, where the official code fails on a clip slower than half the
    /// rate.</remarks>
    /// <param name="Fps">Frames per second of the clip, positive.</param>
    /// <param name="Max">The cap.</param>
    public sealed record Rate(double Fps, int Max) : FramePlan
    {
        /// <summary>Frames per second, positive.</summary>
        public double Fps { get; } = Checked(Fps);

        /// <summary>The cap, at least 1.</summary>
        public int Max { get; } = Checked(Max);

        public override FramePlan AtMost(int count) => new Rate(Fps, Math.Min(Max, count));

        public override int Most => Max;

        private protected override string Text => string.Create(CultureInfo.InvariantCulture, $"rate:{Fps}:{Max}");

        private protected override int Count(int frameCount, double fps) =>
            Math.Min(Max, (int)((frameCount - 1L) / Stride(fps)) + 1);

        private protected override IEnumerable<int> Indices(int frameCount, double fps)
        {
            var stride = Stride(fps);
            var count = (frameCount - 1L) / stride + 1;
            return count > Max
                ? Linspace.Spread(Max, frameCount)
                : Enumerable.Range(0, (int)count).Select(i => (int)(i * stride));
        }

        private long Stride(double fps) => Math.Max(1, (long)Math.Min(1e9, Math.Round(fps / Fps)));
    }

    /// <summary>n = ⌊clamp(F / source fps · fps, min, max, F)⌋ rounded down to even, index_i = round of n float32
    /// values from 0 to F − 1, half to even: the rule of Qwen2-VL's and Qwen2.5-VL's official code
    /// (qwen_vl_utils).</summary>
    /// <remarks>Frames go in twos, FRAME_FACTOR, since the tower's patches span two. Deviation: a clip of one frame is
    /// shown twice, where the official code refuses it.</remarks>
    /// <param name="Fps">Frames per second of the clip, positive; officially 2.</param>
    /// <param name="Min">Fewest frames, rounded up to even; officially 4.</param>
    /// <param name="Max">Most frames, rounded down to even, at least 2; officially 768.</param>
    public sealed record Qwen(double Fps = 2, int Min = 4, int Max = 768) : FramePlan
    {
        private const int Factor = 2;

        /// <summary>Frames per second, positive.</summary>
        public double Fps { get; } = Checked(Fps);

        /// <summary>Fewest frames.</summary>
        public int Min { get; } = Checked(Min);

        /// <summary>Most frames.</summary>
        public int Max { get; } = Checked(Max);

        public override FramePlan AtMost(int count) => new Qwen(Fps, Math.Min(Min, count), Math.Min(Max, count));

        public override int Most => Max;

        private protected override string Text =>
            string.Create(CultureInfo.InvariantCulture, $"qwen:{Fps}:{Min}:{Max}");

        private protected override int Count(int frameCount, double fps)
        {
            var (least, most) = ((Min + Factor - 1L) / Factor * Factor, Max / Factor * Factor);
            var count = Math.Min(Math.Min(Math.Max(frameCount / fps * Fps, least), most), frameCount);
            return Math.Max(Factor, (int)Math.Floor(count / Factor) * Factor);
        }

        // torch.linspace in float32: the second half counts back from the end.
        private protected override IEnumerable<int> Indices(int frameCount, double fps)
        {
            var (n, last) = (Count(frameCount, fps), (float)(frameCount - 1));
            var step = last / (n - 1);
            return Enumerable.Range(0, n).Select(i =>
                (int)MathF.Round(i < n / 2 ? step * i : last - step * (n - 1 - i)));
        }
    }
}
