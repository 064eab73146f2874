using Kit.Data.Storage;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Fixtures;

/// <summary>The tensors that a fixture was computed from and to.</summary>
internal sealed class Expected(string path) : IDisposable
{
    private readonly SafetensorsFile file = SafetensorsFile.Open(path);

    public static Expected In(string folder) => new(Path.Combine(folder, "expected.safetensors"));

    /// <summary>Names of the weights whose gradients are there.</summary>
    public IEnumerable<string> Gradients =>
        file.Entries.Where(e => e.Name.StartsWith("expected.grad.", StringComparison.Ordinal)).Select(e => e.Name[14..]);

    public Tensor this[string name]
    {
        get
        {
            var entry = file[name];
            var tensor = empty([.. entry.Shape], dtype: entry.Type switch
            {
                TensorType.I64 => ScalarType.Int64,
                TensorType.U8 => ScalarType.Byte,
                _ => ScalarType.Float32,
            });
            file.Read(name).CopyTo(tensor.bytes);
            return tensor;
        }
    }

    public bool Has(string name) => file.Contains(name);

    /// <summary>Absolute, element by element.</summary>
    public void Near(string name, Tensor got, double tolerance)
    {
        var expected = this[name];
        Assert.Equal(expected.shape, got.shape);
        var difference = (expected - got).abs().max().item<float>();
        Assert.True(difference <= tolerance, $"{name}: differs by {difference}");
    }

    /// <summary>Relative to the largest element of the gradient.</summary>
    public void NearGradients(nn.Module module, double tolerance = 1e-3)
    {
        var weights = module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        foreach (var name in Gradients)
        {
            var expected = this[$"expected.grad.{name}"];
            var difference = (expected - weights[name].grad!).abs().max().item<float>();
            Assert.True(difference <= tolerance * expected.abs().max().item<float>(), $"{name}: differs by {difference}");
        }
    }

    public void Dispose() => file.Dispose();
}
