namespace Polyfills.Tests;

public class FeedContractSpecs
{
    [Fact]
    public void The_contract_is_the_real_packages()
    {
        var real = Contract.Offered.Select(one => $"{one}").ToHashSet();
        Assert.All(Contract.Lines.SelectMany(lines => lines), line => Assert.Contains($"{line}", real));
    }
}
