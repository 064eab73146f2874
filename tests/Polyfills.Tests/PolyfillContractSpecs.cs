namespace Polyfills.Tests;

public class PolyfillContractSpecs
{
    /// <summary>Parameters may be fewer, never others: a call that names its arguments compiles with both.</summary>
    [Fact]
    public void Every_member_is_a_member_of_the_real_package() => Assert.All(
        Contract.Offered, offered => Assert.Contains(Contract.Lines[offered.Name], real => offered.IsPartOf(real)));

    [Fact]
    public void The_contract_names_only_what_is_offered() => Assert.Equal(
        Contract.Offered.Select(one => one.Name).Distinct().Order(StringComparer.Ordinal),
        Contract.Lines.Select(line => line.Key).Order(StringComparer.Ordinal));
}
