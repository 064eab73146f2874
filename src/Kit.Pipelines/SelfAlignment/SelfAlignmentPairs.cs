using Kit.Data.MovingShapes;
using Kit.Evaluate;
using Kit.Models;
using Kit.Video;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>RRPO's data: the model answers perturbed clips, and its own mistakes become what it must not say.</summary>
/// <remarks>Sarkar and Etemad 2025 (arXiv:2504.12083). Perturb → answer → keep the wrong ones → rewrite the truth
/// minimally with the wrong concepts → mark the differing spans on both sides (<see cref="SelfAlignmentData.From"/>).
/// Training then sees the clean clip. Deviation: a rule judges and rewrites where the authors ask a language model,
/// because this world's concepts are known.</remarks>
/// <param name="Perturbation">How clips are spoilt; by default the authors' best, block mask then local shuffle.
/// </param>
/// <param name="Seed">Draws each clip's perturbation.</param>
public sealed record SelfAlignmentPairs(Perturbation Perturbation, long Seed)
{
    private const long Stream = 0x5E1F;

    /// <summary>Pairs and what became of every answer.</summary>
    /// <param name="interview">The model to be aligned.</param>
    /// <param name="clips">Clean clips with the questions to ask about each.</param>
    /// <param name="progress">Told the number of clips done.</param>
    public SelfAlignmentData Collect(
        Interview interview, IReadOnlyList<(ClipFrames Clip, Sequence<Question> Questions)> clips,
        IProgress<int>? progress = null)
    {
        using var features = Pixels.Features(interview.Model, [.. clips.Select(c => Perturb(c.Clip))]);
        var texts = clips.Select(c => (IReadOnlyList<string>)[.. c.Questions.Select(q => q.Text)]).ToArray();
        var answers = interview.Ask(features, texts, progress);
        return SelfAlignmentData.From(
            clips.Zip(answers).SelectMany(x => x.First.Questions.Zip(x.Second, (q, a) => new SelfAnswer(q, a))));
    }

    /// <summary>The clip as the model sees it when it errs.</summary>
    public Frames Perturb(ClipFrames clip) => Perturbation
        .Plan(
            Pcg.From(Seed, Stream, (long)clip.Clip.Split, clip.Clip.Index),
            clip.Frames.Count, clip.Frames.Height, clip.Frames.Width)
        .Apply(clip.Frames);
}
