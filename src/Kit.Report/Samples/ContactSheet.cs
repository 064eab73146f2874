using Kit.Report.Rendering;
using Kit.Video;

namespace Kit.Report;

/// <summary>One clip, clean and then as each of several perturbations spoils it, for people to look at.</summary>
/// <param name="Clip">The clip's name.</param>
/// <param name="Strips">The clean frames first; the others are named by what was drawn.</param>
public sealed record ContactSheet(string Clip, Sequence<Strip> Strips)
{
    /// <summary>The sheet of a clip.</summary>
    /// <param name="clip">The clip's name.</param>
    /// <param name="clean">Its frames.</param>
    /// <param name="draw">A new generator at the clip's own place for each perturbation, so that a row shows what a run
    /// with this perturbation alone would see.</param>
    /// <param name="ways">One row each.</param>
    public static ContactSheet From(string clip, Frames clean, Func<Pcg> draw, params Perturbation[] ways) => new(
        clip, [new Strip("clean", clean), .. ways.Select(way => Row(way, clean, draw()))]);

    /// <summary>The rows one below the other, without their names.</summary>
    public byte[] ToPng() => StripPicture.From([.. Strips.Select(strip => strip.Frames)]);

    /// <summary>The sheet as part of a document, each row under its name.</summary>
    public Block ToBlock() => new Block.Samples([new Sample(Clip, "As the model sees it", Strips, [], [])]);

    private static Strip Row(Perturbation way, Frames clean, Pcg pcg)
    {
        var plan = way.Plan(pcg, clean.Count, clean.Height, clean.Width);
        return new Strip($"{way}: {plan}", plan.Apply(clean));
    }
}
