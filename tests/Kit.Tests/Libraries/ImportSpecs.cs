using Kit.Expressions;
using Kit.Libraries;
using Kit.Parts;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests.Libraries;

/// <summary>Same name, different mathematics: what each library computes under its settings.</summary>
public sealed class ImportSpecs
{
    private static readonly Library TrlDpo = new Library.TrlDpo();
    private static readonly Library TrlOld = new Library.TrlDpoUntil28();
    private static readonly Library LlamaFactory = new Library.LlamaFactory();
    private static readonly Library Swift = new Library.Swift();
    private static readonly Library OpenRlhf = new Library.OpenRlhf();

    [Fact]
    public void Without_settings_every_library_is_its_default()
    {
        Assert.All([TrlDpo, TrlOld, LlamaFactory, Swift, OpenRlhf], library =>
        {
            Assert.Equal(Dpo, Read(library, "{}"));
            Assert.Empty(library.ImportJson("{}").Differences);
        });
        Assert.Equal(Cpo, Read(new Library.TrlCpo(), "{}"));
        Assert.Equal(Orpo, Read(new Library.TrlOrpo(), "{}"));
        Assert.Equal(Kto, Read(new Library.TrlKto(), "{}"));
    }

    /// <summary>label_smoothing with sigmoid: cDPO everywhere but in TRL from 0.29 on.</summary>
    [Fact]
    public void Label_smoothing_of_sigmoid()
    {
        Assert.Equal(Cdpo, Read(TrlOld, """{ "label_smoothing": 0.2 }"""));
        Assert.Equal(Cdpo, Read(LlamaFactory, """{ "dpo_label_smoothing": 0.2 }"""));
        Assert.Equal(Cdpo, Read(Swift, """{ "label_smoothing": 0.2 }"""));
        Assert.Equal(Cdpo, Read(OpenRlhf, """{ "label_smoothing": 0.2 }"""));
        Assert.Equal(Dpo, Read(TrlDpo, """{ "label_smoothing": 0.2 }"""));
        Assert.Contains("label_smoothing: ignored by loss_type sigmoid", Told(TrlDpo, """{ "label_smoothing": 0.2 }"""));
    }

    /// <summary>bco_pair: a running shift before, none since.</summary>
    [Fact]
    public void The_shift_of_bco_pair()
    {
        Assert.Equal(Bco, Read(TrlOld, """{ "loss_type": "bco_pair" }"""));
        Assert.Equal(Bco, Read(Swift, """{ "loss_type": ["bco_pair"] }"""));
        Assert.Equal(BcoNoShift, Read(TrlDpo, """{ "loss_type": "bco_pair" }"""));
        Assert.Equal(1 / 1.25 * (Dpo + 0.25 * Bco), Read(LlamaFactory, """{ "pref_bco_weight": 0.25 }"""));
    }

    /// <summary>ipo: mean tokens, but sums in OpenRLHF.</summary>
    [Fact]
    public void The_reduction_of_ipo()
    {
        Assert.All([TrlDpo, TrlOld, Swift], library => Assert.Equal(Ipo, Read(library, """{ "loss_type": "ipo" }""")));
        Assert.Equal(Ipo, Read(LlamaFactory, """{ "pref_loss": "ipo" }"""));
        Assert.Equal(IpoSum, Read(OpenRlhf, """{ "ipo": true }"""));
        Assert.Equal(IpoSum, Read(OpenRlhf, """{ "model": { "ipo_enable": true, "beta": 0.1 } }"""));
    }

    /// <summary>ld_alpha: both models in TRL from 0.29 on, the policy alone before and elsewhere.</summary>
    [Fact]
    public void The_models_of_ld_alpha()
    {
        Assert.Equal(LdDpo, Read(TrlDpo, """{ "ld_alpha": 0.5 }"""));
        Assert.All([TrlOld, LlamaFactory, Swift], library => Assert.Equal(LdDpoPolicy, Read(library, """{ "ld_alpha": 0.5 }""")));
    }

    /// <summary>The likelihood: over the batch's tokens in TRL and ms-swift, a mean of means elsewhere.</summary>
    [Fact]
    public void The_average_of_the_likelihood()
    {
        var tokens = Dpo + 0.5 * ChosenNllPerToken;
        Assert.Equal(tokens, Read(TrlOld, """{ "rpo_alpha": 0.5 }"""));
        Assert.Equal(tokens, Read(Swift, """{ "rpo_alpha": 0.5 }"""));
        Assert.Equal(tokens, Read(TrlDpo, """{ "loss_type": ["sigmoid", "sft"], "loss_weights": [1, 0.5] }"""));
        Assert.Equal(Dpo + 0.5 * ChosenNll, Read(LlamaFactory, """{ "pref_ftx": 0.5 }"""));
        Assert.Equal(Dpo + 0.5 * ChosenNll, Read(OpenRlhf, """{ "nll_loss_coef": 0.5 }"""));
    }

    /// <summary>rewards/* of a mixture: β·Δ here and in TRL from 0.29 on, times Σ weights before and in
    /// ms-swift.</summary>
    [Fact]
    public void The_rewards_of_a_mixture()
    {
        const string Mixture = """{ "loss_type": ["sigmoid", "bco_pair", "sft"], "loss_weights": [0.8, 0.2, 1.0] }""";
        Assert.Equal(Mpo, Read(TrlOld, Mixture));
        Assert.Equal(Mpo, Read(Swift, Mixture));
        Assert.Equal(0.8 * Dpo + 0.2 * BcoNoShift + ChosenNllPerToken, Read(TrlDpo, Mixture));
        Assert.All([TrlOld, Swift], library =>
            Assert.Contains("loss_weights: rewards/* are multiplied", Told(library, Mixture)));
        Assert.DoesNotContain("rewards/*", Told(TrlDpo, Mixture));
        Assert.Equal((0.1 * Dpo.Preference.Score.Bare(Slot.Chosen)).Detach(), Mpo.Reward(Slot.Chosen));
    }

    /// <summary>exo_pair at smoothing 0: 1e-3, which the old code leaves in the shared setting; TRL refuses it
    /// now.</summary>
    [Fact]
    public void The_smoothing_that_exo_pair_writes_back()
    {
        Assert.Equal(Exo, Read(TrlOld, """{ "loss_type": "exo_pair" }"""));
        Assert.All([TrlOld, Swift], library =>
        {
            const string Mixture = """{ "loss_type": ["sigmoid", "exo_pair"] }""";
            Assert.Equal(Dpo.With(Smoothing(1e-3)) + Exo, Read(library, Mixture));
            Assert.Contains("writes 0.001 into the shared setting", Told(library, Mixture));
        });
        Assert.Contains("expected more than 0 with exo_pair", Refusal(TrlDpo, """{ "loss_type": "exo_pair" }"""));
        Assert.Equal(Exo, Read(TrlDpo, """{ "loss_type": "exo_pair", "label_smoothing": 0.001 }"""));
    }

    /// <summary>SimPO: a loss of the CPO trainer, with a likelihood that SimPO lacks; sigmoid_norm is not
    /// SimPO.</summary>
    [Fact]
    public void The_trainers_of_SimPO()
    {
        var simpo = SimPo.With(Logistic(2, 0.5));
        Assert.Equal(simpo, Read(new Library.TrlCpo(), """{ "loss_type": "simpo", "beta": 2, "simpo_gamma": 0.5, "cpo_alpha": 0 }"""));
        Assert.Equal(simpo + ChosenNllPerToken, Read(new Library.TrlCpo(), """{ "loss_type": "simpo", "beta": 2 }"""));
        Assert.Equal(simpo, Read(LlamaFactory, """{ "pref_loss": "simpo", "pref_beta": 2 }"""));
        Assert.Equal(SimPo + ChosenNllPerToken, Read(Swift, """{ "rlhf_type": "simpo" }"""));
        Assert.Equal(DpoNorm, Read(TrlDpo, """{ "loss_type": "sigmoid_norm" }"""));
        Assert.Equal(simpo.With(AlphaDivergence(0.75)), Read(
            new Library.TrlCpo(), """{ "loss_type": "simpo", "beta": 2, "cpo_alpha": 0, "alpha": 0.25 }"""));
    }

    /// <summary>The coefficient of the α-divergence counts α now, 1 − α before.</summary>
    [Fact]
    public void The_coefficient_of_a_divergence()
    {
        const string Alpha = """{ "f_divergence_type": "alpha_divergence", "f_alpha_divergence_coef": 0.3 }""";
        Assert.Equal(Dpo.With(AlphaDivergence(0.3)), Read(TrlDpo, Alpha));
        Assert.Equal(Dpo.With(AlphaDivergence(1 - 0.3)), Read(TrlOld, Alpha));
        Assert.Equal(Dpo.With(AlphaDivergence(1 - 0.3)), Read(Swift, Alpha));
        Assert.Equal(Dpo, Read(TrlDpo, """{ "f_divergence_type": "alpha_divergence", "f_alpha_divergence_coef": 1 }"""));
        Assert.Equal(DpoForwardKl, Read(TrlDpo, """{ "f_divergence_type": "forward_kl" }"""));
        Assert.Contains("expected one of", Refusal(TrlOld, """{ "f_divergence_type": "forward_kl" }"""));
        Assert.Contains("the installed TRL decides", Refusal(Swift, """{ "f_divergence_type": "alpha_divergence" }"""));
        Assert.Equal(IpoSum.With(new Shape.Averaged(JensenShannon)), Read(TrlDpo,
            """{ "loss_type": "ipo", "f_divergence_type": "js_divergence" }"""));
        Assert.Equal(Dpo.With(Bounded()).With(JensenShannon) + Dpo.With(Bounded()).With(Unwanted(Slot.Chosen)),
            Read(TrlDpo,
            """{ "loss_type": "apo_down", "f_divergence_type": "js_divergence" }"""));
    }

    /// <summary>WPO's weight multiplies the likelihood too, and is held at 1 only by the old code.</summary>
    [Fact]
    public void The_weight_of_WPO()
    {
        Assert.Equal(Wpo, Read(TrlOld, """{ "use_weighting": true }"""));
        Assert.Equal(Dpo.With(new Importance.OnPolicy(double.PositiveInfinity)), Read(TrlDpo, """{ "use_weighting": true }"""));
        var weighed = Read(TrlOld, """{ "use_weighting": true, "rpo_alpha": 1 }""");
        var (batch, sum) = (Weighed(), 0.0);
        var weights = Interpreter.Apply(OnPolicy.Apply(Dpo.Preference), batch).Values;
        for (var b = 0; b < weights.Count; b++)
            sum += weights[b] * (Dpo.Apply(batch).Losses[b] + Sft.Apply(batch).Loss);
        Near.Check(sum / weights.Count, weighed.Apply(batch).Loss);
        Assert.Contains("sorts the batch", Refusal(TrlDpo, """{ "loss_type": "aot", "use_weighting": true }"""));
    }

    [Fact]
    public void The_fused_kernel_drops_what_it_is_not_given()
    {
        const string Fused = """{ "use_liger_kernel": true, "label_smoothing": 0.2, "ld_alpha": 0.5, "use_weighting": true }""";
        Assert.All([TrlDpo, TrlOld], library =>
        {
            Assert.Equal(Dpo, Read(library, Fused));
            Assert.Equal(["label_smoothing", "ld_alpha", "use_weighting"], library.ImportJson(Fused).Differences
                .Where(one => one.Text.StartsWith("dropped", StringComparison.Ordinal)).Select(one => one.Key));
        });
    }

    [Fact]
    public void AOT_unpaired_has_two_names_in_TRL()
    {
        Assert.Equal(AotUnpaired, Read(TrlOld, """{ "loss_type": "aot_pair" }"""));
        Assert.Equal(AotUnpaired, Read(TrlDpo, """{ "loss_type": "aot_unpaired" }"""));
        Assert.Equal(AotUnpaired, Read(Swift, """{ "loss_type": "aot_unpaired" }"""));
        Assert.Contains("aot_unpaired", Refusal(TrlDpo, """{ "loss_type": "aot_pair" }"""));
    }

    [Fact]
    public void Labels_without_pairs()
    {
        var weighed = Kto.With(new Importance.ByLabel(1.5, 1)).With(Beta(0.2));
        Assert.Equal(weighed, Read(new Library.TrlKto(), """{ "beta": 0.2, "desirable_weight": 1.5 }"""));
        Assert.Equal(weighed, Read(Swift, """{ "rlhf_type": "kto", "beta": 0.2, "desirable_weight": 1.5 }"""));
        Assert.Equal(weighed, Read(LlamaFactory, """{ "stage": "kto", "pref_beta": 0.2, "kto_chosen_weight": 1.5 }"""));
        Assert.Equal(Kto.With(new Comparison.Labelled(new Baseline.None())),
            Read(new Library.TrlKto(), """{ "loss_type": "apo_zero_unpaired" }"""));
    }

    /// <summary>A setting changes the loss, or the import says that it does not.</summary>
    [Theory]
    [InlineData("label_smoothing", "0.2")]
    [InlineData("reference_free", "true")]
    [InlineData("f_divergence_type", "\"js_divergence\"")]
    [InlineData("discopop_tau", "0.2")]
    public void What_is_not_read_is_told(string key, string value)
    {
        string[] types = ["sigmoid", "robust", "exo_pair", "hinge", "ipo", "bco_pair", "sppo_hard", "nca_pair", "aot",
            "apo_zero", "apo_down", "discopop", "sft"];
        Library[] libraries = key == "reference_free" ? [TrlOld, Swift] : [TrlDpo, TrlOld, Swift];
        foreach (var (library, type) in libraries.SelectMany(one => types.Select(type => (one, type))))
        {
            var smooth = type == "exo_pair" ? """ "label_smoothing": 0.1, """ : "";
            var plain = library.ImportJson($$"""{ {{smooth}} "loss_type": "{{type}}" }""").Objective;
            var json = $$"""{ {{(key == "label_smoothing" ? "" : smooth)}} "loss_type": "{{type}}", "{{key}}": {{value}} }""";
            var imported = library.ImportJson(json);
            var told = imported.Differences.Any(one => one.Key == key
                && (one.Text.StartsWith("ignored", StringComparison.Ordinal)
                    || one.Text.StartsWith("not read", StringComparison.Ordinal)));
            Assert.True(told == (imported.Objective == plain), $"{library.Title} {type} {key}: {imported}");
        }
    }

    /// <summary>A YAML reader's dictionary, with a nested block, a text that is a number, and a null.</summary>
    [Fact]
    public void Dictionaries_are_read_like_JSON()
    {
        var yaml = new Dictionary<string, object?>
        {
            ["stage"] = "dpo", ["pref_beta"] = "2e-1", ["pref_ftx"] = 1, ["ld_alpha"] = null, ["lora_rank"] = 8,
            ["model"] = new Dictionary<string, object?> { ["name"] = "x" }, ["colour"] = "blue",
                ["learning_rate"] = "5e-7",
        };
        var imported = LlamaFactory.Import(yaml);
        Assert.Equal(Dpo.With(Beta(0.2)) + ChosenNll, imported.Objective);
        Assert.Equal(["colour", "model.name"], imported.Unread);
    }

    [Fact]
    public async Task An_import_reads_as_its_composition_and_what_differs() => await Verifier.Verify(string.Join('\n',
        TrlDpo.ImportJson("""{ "loss_type": ["sigmoid", "bco_pair", "sft"], "loss_weights": [0.8, 0.2, 1.0], "label_smoothing": 0.1, "ld_alpha": 0.5 }"""),
        TrlOld.ImportJson("""{ "loss_type": ["ipo", "sigmoid"], "reference_free": true, "rpo_alpha": 1, "colour": 3 }"""),
        LlamaFactory.ImportJson("""{ "pref_loss": "orpo", "pref_beta": 0.1, "dpo_label_smoothing": 0.1 }"""),
        Swift.ImportJson("""{ "rlhf_type": "simpo", "loss_scale": "ignore_empty_think" }"""),
        OpenRlhf.ImportJson("""{ "model.beta": 0.1, "model.ipo_enable": true, "model.label_smoothing": 0.1, "model.nll_loss_coef": 0.2 }"""),
        new Library.TrlOrpo().ImportJson("""{ "beta": 0.1 }""")));

    [Fact]
    public async Task Settings_that_mean_nothing_are_refused_with_the_nearest() =>
        await Verifier.Verify(string.Join('\n',
        Refusal(TrlDpo, """{ "loss_typ": "sigmoid", "betta": 0.1 }"""),
        Refusal(TrlDpo, """{ "reference_free": true, "rpo_alpha": 1.0 }"""),
        Refusal(TrlDpo, """{ "loss_type": "sigmoyd" }"""),
        Refusal(TrlDpo, """{ "loss_type": ["sigmoid", "sft"], "loss_weights": [1] }"""),
        Refusal(TrlDpo, """{ "beta": "high" }"""),
        Refusal(TrlDpo, """{ "beta": -1 }"""),
        Refusal(TrlDpo, """{ "beta": true }"""),
        Refusal(TrlDpo, """{ "beta": 0.1, "beta": 0.2 }"""),
        Refusal(TrlDpo, """{ "use_weighting": "yes" }"""),
        Refusal(TrlDpo, """{ "loss_type": 3 }"""),
        Refusal(TrlDpo, """[1, 2]"""),
        Refusal(TrlDpo, """{ "beta": """),
        Refusal(TrlOld, """{ "loss_type": "ipo", "ld_alpha": 0.5 }"""),
        Refusal(TrlOld, """{ "loss_type": "robust", "label_smoothing": 0.5 }"""),
        Refusal(LlamaFactory, """{ "pref_loss": "kto_pair" }"""),
        Refusal(LlamaFactory, """{ "pref_betta": 0.1, "stage": "sft" }"""),
        Refusal(LlamaFactory, """{ "stage": "kto", "pref_ftx": 1 }"""),
        Refusal(Swift, """{ "rlhf_type": "gkd" }"""),
        Refusal(OpenRlhf, """{ "beta": 0.1, "model.beta": 0.2 }"""),
        Refusal(OpenRlhf, """{ "nll_coef": 0.1 }""")));

    private static Objective Read(Library library, string json) => library.ImportJson(json).Objective;

    private static string Told(Library library, string json) => string.Join('\n', library.ImportJson(json).Differences);

    private static string Refusal(Library library, string json) =>
        Assert.Throws<ArgumentException>(() => library.ImportJson(json)).Message;

    /// <summary>A batch with what WPO reads.</summary>
    private static Dictionary<Evidence, Grid> Weighed()
    {
        var batch = Batch.From(3, 3, 4, 5);
        return new(batch.Evidence)
        {
            [Quantity.LogSquares.At(Slot.Chosen)] = batch[Quantity.ReferenceLogp, Slot.Chosen],
            [Quantity.LogSquares.At(Slot.Rejected)] = batch[Quantity.ReferenceLogp, Slot.Rejected],
        };
    }
}
