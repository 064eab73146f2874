using Kit.Models.Towers;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Fixtures;

/// <summary>CLIP's and SigLIP's towers against Hugging Face's numbers.</summary>
public sealed class TowerFixtures
{
    public static TheoryData<string> Folders => FixtureFolders.Of("CLIPVisionModel", "SiglipVisionModel");

    [Theory]
    [MemberData(nameof(Folders))]
    public void Hidden_states_and_the_pooled_vector(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var expected = Expected.In(folder);
        using var tower = PatchTower.Load(folder, Placement.Cpu);
        var pixels = expected["input.pixel_values"];
        expected.Near("expected.hidden_state_minus2", tower.Hidden(pixels, -2), 2e-4);
        expected.Near("expected.last_hidden_state", tower.call(pixels), 2e-4);
        expected.Near("expected.pooler_output", tower.Pooled(pixels), 2e-4);
    }
}
