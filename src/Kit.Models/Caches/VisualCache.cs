using Kit.Data.Storage;
using static TorchSharp.torch;

namespace Kit.Models.Caches;

/// <summary>Visual tokens of clips on disk: a frozen tower sees every clip once, whatever runs read them.</summary>
/// <remarks>One file a clip, read from its mapping when the clip is asked for, so a data set's features need not fit in
/// memory. Runs side by side fill one cache together; see <see cref="TensorCache"/>.</remarks>
/// <param name="Files">Where they are.</param>
/// <param name="Device">Where tokens are wanted.</param>
public sealed record VisualCache(TensorCache Files, Device Device)
{
    private const string Name = "visual", Tokens = "tokens";

    /// <summary>On the host.</summary>
    /// <param name="folder">Made when something is stored.</param>
    /// <param name="fingerprint">All that visual tokens depend on, the clip aside: <see
    /// cref="ModelFingerprint.FromVision(Families.VideoModel)"/> with the frame plan and the processor.</param>
    public static VisualCache Of(string folder, Fingerprint fingerprint) => Of(folder, fingerprint, CPU);

    /// <summary>On a device.</summary>
    public static VisualCache Of(string folder, Fingerprint fingerprint, Device device) =>
        new(TensorCache.Open(new Cache(folder), Name, fingerprint), device);

    /// <summary>Whether the tokens of a clip are there.</summary>
    public bool Contains(string clip) => Files.Contains(clip);

    /// <summary>The visual tokens of a clip, [V, D], without gradient; made and stored if they are not there yet.
    /// </summary>
    /// <param name="clip">Names the clip's content: its id in a data set that does not change, or a digest.</param>
    /// <param name="make">The tower's answer, [V, D], finite.</param>
    public Tensor Take(string clip, Func<Tensor> make)
    {
        using var scope = NewDisposeScope();
        return (Read(clip) ?? Make(clip, make)).to(Device).MoveToOuterDisposeScope();
    }

    private Tensor? Read(string clip)
    {
        using var file = Files.TryOpen(clip);
        return file is null ? null : StoredTensor.Read(file, Tokens);
    }

    private Tensor Make(string clip, Func<Tensor> make)
    {
        using var still = no_grad();
        var tokens = make().detach();
        if (tokens.dim() != 2 || !tokens.isfinite().all().item<bool>())
            throw new InvalidDataException(
                $"clip {clip}: expected finite visual tokens [V, D], got [{string.Join(", ", tokens.shape)}]"
                + $"{(tokens.dim() == 2 ? " with NaN or infinity" : "")}. Inspect its frames and the tower.");
        Files.Store(clip, [StoredTensor.Source(Tokens, tokens)]);
        return tokens;
    }
}
