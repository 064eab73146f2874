using Kit.Data.Storage;
using Kit.Video;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Spoils clips for the stages that look through it (<see cref="View.Through"/>).</summary>
    /// <remarks>Nothing is decoded here: a clip's plan is a function of (seed, clip), drawn when the clip is shown. The
    /// field says how.</remarks>
    /// <param name="Into">The field that names the spoilt clip.</param>
    /// <param name="How">What is done to each clip.</param>
    /// <param name="Seed">Of the draws.</param>
    public sealed record Perturb(string Into, Perturbation How, long Seed) : Stage(Into)
    {
        /// <summary>The stream of RRPO's first data of this kit, so that its clips stay as they are.</summary>
        private const long Stream = 0x5E1F;

        internal override string Kind => "perturb";

        /// <summary>The spoilt clip.</summary>
        /// <param name="frames">The clean one.</param>
        /// <param name="path">The clip's path (<see cref="Clips.Path"/>).</param>
        public Frames Apply(Frames frames, Sequence<long> path) =>
            How.Plan(Random(path), frames.Count, frames.Height, frames.Width).Apply(frames);

        /// <summary>A new generator at a clip's place.</summary>
        /// <param name="path">The clip's path.</param>
        public Pcg Random(Sequence<long> path) => Pcg.From(Seed, [Stream, .. path]);

        internal override IEnumerable<Component> Settings(Standing standing) => [new("perturbation", Words)];

        internal override Cost Price(int drafts, int clips) => Cost.None;

        internal override Work Open(Standing standing) =>
            new Work.Each(one => new Outcome(one.With(Into, Words), new Pairs.Fate.Used()));

        private string Words => FormattableString.Invariant($"{How}, seed {Seed}");

        public override string ToString() => $"perturb → {Into}: {Words}";
    }
}
