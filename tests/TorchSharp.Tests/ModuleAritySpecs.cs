using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Modules of one to six inputs.</summary>
public sealed class ModuleAritySpecs
{
    [Fact]
    public void Modules_take_up_to_six_inputs()
    {
        using var six = new Six();
        six.register_forward_pre_hook((_, a, b, c, d, e, f) => (f, b, c, d, e, a));
        Assert.Equal("654321", six.call("1", "2", "3", "4", "5", "6"));
    }

    private sealed class Six() : nn.Module<string, string, string, string, string, string, string>(nameof(Six))
    {
        public override string forward(string a, string b, string c, string d, string e, string f) =>
            a + e + d + c + b + f;
    }
}
