using Kit.Data.Storage;
using Kit.Models;
using Kit.Models.Caches;
using Kit.Pairs;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

public sealed class ReferenceCacheSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-reference-").FullName;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly CausalLm model;
    private readonly Fingerprint print;

    public ReferenceCacheSpecs()
    {
        manual_seed(2);
        model = new CausalLm(Given.Config.Decoder, new Initial.Normal(0.3), Placement.Cpu);
        print = ModelFingerprint.From(model).With("template", "compact").With("frames", "uniform:8");
    }

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>More than one part, so that states are found across files.</summary>
    private static IReadOnlyList<EncodedPair> Many { get; } =
        [.. Enumerable.Range(0, ReferencePass.Part + 20).Select(i => Given.Encoded[i % Given.Pairs] with { Id = $"pair {i}" })];

    [Theory]
    [InlineData(ReferenceKept.LogProbabilities)]
    [InlineData(ReferenceKept.States)]
    public void What_is_read_is_what_was_computed_bit_for_bit(ReferenceKept kept)
    {
        var fresh = ReferenceEvidence.From(model, Many, Media.None, kept);
        var (written, read) = (Open(Many, kept), Open(Many, kept));
        int[] some = [0, 3, ReferencePass.Part - 1, ReferencePass.Part, ReferencePass.Part + 19, 1];
        foreach (var stored in new[] { written, read })
        {
            Assert.Equal(kept, stored.Kept);
            Equal(fresh.LogProbability, stored.LogProbability);
            Equal(fresh.LogProbabilities(some), stored.LogProbabilities(some));
            if (kept != ReferenceKept.States) continue;
            Equal(fresh.States(some).Hidden, stored.States(some).Hidden);
            Equal(fresh.States(some).Weight, stored.States(some).Weight);
        }
    }

    [Fact]
    public void A_run_with_cached_evidence_is_that_with_fresh_evidence_bit_for_bit()
    {
        List<double> Losses(Func<PreferenceData> data)
        {
            var (given, told) = (data(), new Told<PreferenceStep>());
            using var adapters = Given.Lora.Attach(model, 1);
            new PreferenceRun(Rrpo, Given.Optimization, 1).Train(model, new Trained.Placed(adapters), given, told);
            return [.. told.Reports.SelectMany(s => s.Metrics.Values)];
        }

        PreferenceData Cached() => PreferenceData.Open(new Cache(folder), print, model, Given.Encoded, Media.None, ReferenceKept.States);
        var fresh = Losses(() => PreferenceData.From(model, Given.Encoded, Media.None));
        Assert.Equal(fresh, Losses(Cached));
        Assert.Equal(fresh, Losses(Cached));
    }

    [Fact]
    public void A_second_run_computes_nothing()
    {
        var runs = 0;
        var counted = new Media.Typed(p => Counted(p, ref runs), _ => model.NoVisual);
        ReferenceEvidence Open(ReferenceKept kept) =>
            ReferenceEvidence.Open(new Cache(folder), print, model, Given.Encoded, counted, kept);
        Open(ReferenceKept.States);
        Assert.Equal(Given.Pairs, runs);
        Open(ReferenceKept.States);
        Open(ReferenceKept.LogProbabilities);
        Open(ReferenceKept.Nothing);
        Assert.Equal(Given.Pairs, runs);
    }

    /// <summary>Log-probabilities alone do not serve who needs states.</summary>
    [Fact]
    public void States_are_added_when_they_are_asked_for()
    {
        Open(Given.Encoded, ReferenceKept.LogProbabilities);
        var fresh = ReferenceEvidence.From(model, Given.Encoded, Media.None);
        Equal(fresh.States([4]).Hidden, Open(Given.Encoded, ReferenceKept.States).States([4]).Hidden);
    }

    [Fact]
    public void An_interrupted_pass_goes_on_where_it_was()
    {
        var (runs, fresh) = (0, ReferenceEvidence.From(model, Many, Media.None));
        var failing = new Media.Typed(
            p => Counted(p, ref runs, limit: ReferencePass.Part + 5), _ => model.NoVisual);
        Assert.Throws<IOException>(() => ReferenceEvidence.Open(
            new Cache(folder), print, model, Many, failing, ReferenceKept.States));
        runs = 0;
        var told = new Told<ReferenceProgress>();
        var whole = ReferenceEvidence.Open(new Cache(folder), print, model, Many,
            new Media.Typed(p => Counted(p, ref runs), _ => model.NoVisual), ReferenceKept.States, told);
        Assert.Equal(20, runs);
        Equal(fresh.LogProbability, whole.LogProbability);
        Equal(fresh.States([2, ReferencePass.Part + 7]).Hidden, whole.States([2, ReferencePass.Part + 7]).Hidden);
        Assert.Equal([new(ReferencePass.Part, Many.Count, "cached"), new(Many.Count, Many.Count, "cached")], told.Reports);
    }

    [Theory]
    [InlineData("weights")]
    [InlineData("adapters")]
    [InlineData("dtype")]
    [InlineData("code")]
    [InlineData("template")]
    [InlineData("frames")]
    public void A_changed_component_is_named_and_its_evidence_is_not_taken(string component)
    {
        Open(Given.Encoded, ReferenceKept.LogProbabilities);
        var (told, runs) = (new Told<ReferenceProgress>(), 0);
        var changed = print.With(component, "another");
        ReferenceEvidence.Open(new Cache(folder), changed, model, Given.Encoded,
            new Media.Typed(p => Counted(p, ref runs), _ => model.NoVisual), ReferenceKept.LogProbabilities, told);
        Assert.Equal(Given.Pairs, runs);
        var before = print.Components.Single(c => c.Name == component).Value;
        Assert.Equal($"stale: {component}: {before} → another", Assert.Single(told.Reports).Note);
    }

    public static TheoryData<string> Edits => ["id", "clip", "prompt", "chosen", "rejected", "order", "fewer"];

    [Theory, MemberData(nameof(Edits))]
    public void Other_pairs_are_noticed(string edit)
    {
        Open(Given.Encoded, ReferenceKept.LogProbabilities);
        var first = Given.Encoded[0];
        IReadOnlyList<EncodedPair> pairs = edit switch
        {
            "id" => [first with { Id = "another" }, .. Given.Encoded.Skip(1)],
            "clip" => [first with { Clip = "another" }, .. Given.Encoded.Skip(1)],
            "prompt" => [first with { Prompt = first.Prompt.Add(9) }, .. Given.Encoded.Skip(1)],
            "chosen" => [first with { Chosen = first.Chosen with { Ids = [.. first.Chosen.Ids.Select(i => i ^ 1)] } }, .. Given.Encoded.Skip(1)],
            "rejected" => [first.Swap(), .. Given.Encoded.Skip(1)],
            "order" => [.. Given.Encoded.Reverse()],
            _ => [.. Given.Encoded.Skip(1)],
        };
        var told = new Told<ReferenceProgress>();
        ReferenceEvidence.Open(new Cache(folder), print, model, pairs, Media.None, ReferenceKept.LogProbabilities, told);
        Assert.StartsWith("stale: pairs: ", told.Reports[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_may_change_under_the_same_evidence()
    {
        Open(Given.Encoded, ReferenceKept.LogProbabilities);
        var marked = Given.Encoded.Select(p => p with { Chosen = p.Chosen with { SpanMask = p.Chosen.Mask } }).ToArray();
        var told = new Told<ReferenceProgress>();
        ReferenceEvidence.Open(new Cache(folder), print, model, marked, Media.None, ReferenceKept.LogProbabilities, told);
        Assert.Equal("cached", told.Reports[0].Note);
    }

    [Fact]
    public void A_damaged_file_is_refused_by_name()
    {
        Open(Given.Encoded, ReferenceKept.States);
        foreach (var file in Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).ToArray())
        {
            var whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, whole[..^1]);
            var message = Assert.Throws<InvalidDataException>(() => Open(Given.Encoded, ReferenceKept.States)).Message;
            Assert.StartsWith(file, message, StringComparison.Ordinal);
            Assert.EndsWith("Delete it; it will be made again.", message, StringComparison.Ordinal);
            File.Delete(file);
            Open(Given.Encoded, ReferenceKept.States);
            Assert.Equal(whole, File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void A_fingerprint_without_the_weights_is_refused() => Assert.Equal(
        "reference cache: expected a fingerprint with weights, dtype and code, got one without weights, dtype, code. "
        + "Begin with ModelFingerprint.From.",
        Assert.Throws<ArgumentException>(() => ReferenceEvidence.Open(new Cache(folder), Fingerprint.From(("template", "x")),
            model, Given.Encoded, Media.None, ReferenceKept.States)).Message);

    [Fact]
    public void Features_on_disk_train_as_those_in_memory()
    {
        using var video = Given.Model();
        var held = Given.Data(video);
        var features = ((Media.Clips)held.Media).Shelf.Features!;
        var made = 0;
        Shelf Stored() => Shelf.From(
            VisualCache.Of(folder, ModelFingerprint.FromVision(video)), [.. Enumerable.Range(0, Given.Pairs).Select(i => $"clip {i}")],
            clip => (++made, features[clip[^1] - '0']).Item2);
        foreach (var shelf in new[] { Stored(), Stored() })
        {
            var stored = PreferenceData.From(video, held.Pairs, shelf, Given.Video);
            Equal(held.Reference.LogProbability, stored.Reference.LogProbability);
            Assert.Null(shelf.Features);
        }

        Assert.Equal(Given.Pairs, made);
        Assert.Throws<KeyNotFoundException>(() => Stored().Take([("p", "clip 99")]));
    }

    [Fact]
    public void A_clip_of_another_length_is_refused_where_all_are_as_long()
    {
        var cache = VisualCache.Of(folder, print);
        var shelf = Shelf.From(cache, ["a", "b"], clip => zeros([clip == "a" ? 2 : 3, 4]));
        Assert.StartsWith("clip b: expected [V, D] with V = 2 as the first clip has, got V = 3.",
            Assert.Throws<InvalidDataException>(() => shelf.Take([("p", "b")])).Message, StringComparison.Ordinal);
    }

    private ReferenceEvidence Open(IReadOnlyList<EncodedPair> pairs, ReferenceKept kept) =>
        ReferenceEvidence.Open(new Cache(folder), print, model, pairs, Media.None, kept);

    private static Prompt Counted(EncodedPair pair, ref int runs, int limit = int.MaxValue) =>
        runs++ < limit ? Prompt.Text(pair.Prompt) : throw new IOException("disk full");

    private static void Equal(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.shape, got.shape);
        Assert.True(expected.equal(got).all().item<bool>());
    }
}
