using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>A language model that says one number of a token: a critic (<c>value</c>) or a reward model
/// (<c>reward.head</c>).</summary>
/// <remarks>The decoder is the language model's own, so adapters attach to it and video models lend theirs; the head is
/// float32. Weights: the language model's names, and <c>score.weight</c>, <c>score.bias</c>.</remarks>
public sealed class ScalarLm : nn.Module<Tensor, Layout, Tensor>
{
    private readonly ScalarHead score;

    /// <summary>A fresh head, which says 0, on a model that is shared with whoever else holds it.</summary>
    public ScalarLm(CausalLm language) : base(nameof(ScalarLm))
    {
        Language = language;
        score = new ScalarHead(language.Config.HiddenSize, language.Place);
        foreach (var (name, part) in language.named_children()) register_module(name, part);
        register_module(nameof(score), score);
    }

    public CausalLm Language { get; }

    /// <summary>From a state to its number.</summary>
    public ScalarHead Score => score;

    /// <summary>Reads a folder that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The configuration or the weights do not fit; all faults at
    /// once.</exception>
    public static ScalarLm Load(string folder, Placement place)
    {
        var config = Checkpoints.DecoderJson.Read(Checkpoints.ConfigReader.Open(folder));
        return Checkpoint.Load(folder, place, at => new ScalarLm(new CausalLm(config, Initial.Unset, at)));
    }

    /// <summary>Writes decoder and head as one checkpoint.</summary>
    /// <param name="folder">Made if it is not there; earlier weights in it are replaced.</param>
    /// <param name="original">The checkpoint that the decoder comes from, whose configuration is copied.</param>
    public void Save(string folder, string original) => Checkpoint.SaveFolder(this, folder, original);

    /// <summary>V(x, y_&lt;t) before every scored token of a layout: [M, D] → [S].</summary>
    /// <param name="input">Visual tokens of all rows, end to end, [M, D].</param>
    /// <param name="layout">Rows; <see cref="AtEnd"/> asks after the last token instead.</param>
    public override Tensor forward(Tensor input, Layout layout) => score.call(Language.call(input, layout));

    /// <summary>The number of the last true token of plain sequences: int64 [N, T] → [N].</summary>
    /// <param name="ids">Token ids, padded on either side.</param>
    /// <param name="attended">1 on tokens, 0 on padding, [N, T], int64.</param>
    /// <exception cref="ArgumentException">A sequence has no token; its row is named.</exception>
    public Tensor Last(Tensor ids, Tensor attended) => score.Last(Language.States(ids, attended), attended);

    /// <summary>The row with one scored token a branch, whose predictor is the branch's last token: what a reward model
    /// reads, [S] = [branches].</summary>
    public static Row AtEnd(Row row) => row with
    {
        Branches = [.. row.Branches.Select(b => new Branch([.. b.Ids, 0], From: b.Ids.Count))],
    };
}
