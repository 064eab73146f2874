using Kit.Pipelines.Architectures;
using Kit.Pipelines.Shapes;

namespace Kit.Pipelines.Tests;

/// <summary>Builds of base model.</summary>
public sealed class ArchitectureSpecs
{
    [Fact]
    public void Builds_have_names_and_weights_of_their_own()
    {
        Assert.Equal(3, Architecture.All.Select(one => one.Name).Distinct().Count());
        Assert.Equal(3, Architecture.All.Select(one => one.Of(LabPlan.Sooner).Fingerprint.Brief).Distinct().Count());
    }

    [Fact]
    public void The_first_is_the_main_jobs() =>
        Assert.Equal(LabPlan.Sooner.Fingerprint.Brief, Architecture.All[0].Of(LabPlan.Sooner).Fingerprint.Brief);

    [Fact]
    public void They_differ_in_tower_pooling_and_decoder()
    {
        Assert.Equal([1, 2, 1], Architecture.All.Select(one => one.Model.Vision.Layers));
        Assert.Equal([128, 128, 32], Architecture.All.Select(one => one.Model.VisualTokens));
        Assert.Equal([4, 1, 4], Architecture.All.Select(one => one.Model.Decoder.KeyValueHeads));
    }
}
