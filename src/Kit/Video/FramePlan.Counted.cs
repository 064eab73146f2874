using System.Globalization;

namespace Kit.Video;

public abstract partial record FramePlan
{
    /// <summary>index_i = ⌊(F / n)·i⌋: the start of each of n equal segments. The evaluation rule of LLaVA-Video's and
    /// RRPO's official code.</summary>
    /// <param name="Frames">n, whatever the clip's length.</param>
    public sealed record Uniform(int Frames) : FramePlan
    {
        /// <summary>n, whatever the clip's length.</summary>
        public int Frames { get; } = Checked(Frames);

        public override FramePlan AtMost(int count) => new Uniform(Math.Min(Frames, count));

        public override int Most => Frames;

        private protected override string Text => string.Create(CultureInfo.InvariantCulture, $"uniform:{Frames}");

        private protected override int Count(int frameCount, double fps) => Frames;

        private protected override IEnumerable<int> Indices(int frameCount, double fps) =>
            Enumerable.Range(0, Frames).Select(i => (int)((double)frameCount / Frames * i));
    }

    /// <summary>index_i = ⌊i·(F − 1)/(n − 1)⌋, first and last frame included (n = 1 gives the first): numpy's integer
    /// linspace, the training rule of LLaVA-Video's official code.</summary>
    /// <param name="Frames">n, whatever the clip's length.</param>
    public sealed record Linspace(int Frames) : FramePlan
    {
        /// <summary>n, whatever the clip's length.</summary>
        public int Frames { get; } = Checked(Frames);

        public override FramePlan AtMost(int count) => new Linspace(Math.Min(Frames, count));

        public override int Most => Frames;

        private protected override string Text => string.Create(CultureInfo.InvariantCulture, $"linspace:{Frames}");

        private protected override int Count(int frameCount, double fps) => Frames;

        private protected override IEnumerable<int> Indices(int frameCount, double fps) => Spread(Frames, frameCount);

        // The step is rounded to a double before it is multiplied, as numpy does; the last index is set, not computed.
        internal static IEnumerable<int> Spread(int n, int frameCount) => Enumerable.Range(0, n).Select(i =>
            i == n - 1 && i > 0 ? frameCount - 1 : (int)(i * ((frameCount - 1) / (double)Math.Max(n - 1, 1))));
    }
}
