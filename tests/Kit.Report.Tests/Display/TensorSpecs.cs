using static TorchSharp.torch;

namespace Kit.Report.Tests.Displays;

public class TensorSpecs
{
    [Fact]
    public void Shape_type_place_and_the_first_numbers()
    {
        using var tensor = arange(2 * 9 * 20).reshape(2, 9, 20);
        var lines = Display.ToText(tensor).Split('\n');
        Assert.Equal("Int64 [2, 9, 20] on cpu", lines[0]);
        Assert.Equal([" 0", "0", "1", "2", "3", "4", "5", "6", "7"], Numbers(lines[4]));
        Assert.Equal([" 5", "100", "101", "102", "103", "104", "105", "106", "107"], Numbers(lines[9]));
        Assert.Equal("The first numbers along each axis.", lines[^1]);
    }

    [Fact]
    public void A_number_a_row_nothing_and_a_gradient()
    {
        using var number = tensor(0.5f);
        Assert.StartsWith("Float32 [] on cpu", Display.ToText(number), StringComparison.Ordinal);
        using var none = zeros(0, 3);
        Assert.Equal("Float32 [0, 3] on cpu", Display.ToText(none));
        using var parameter = ones(3).requires_grad_();
        Assert.DoesNotContain("first numbers", Display.ToText(parameter), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var tensor = ones(3);
        tensor.Dispose();
        Assert.Equal("tensor, disposed", Display.ToText(tensor));
    }

    private static string[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, i) => i == 0 ? $" {text}" : text)];
}
