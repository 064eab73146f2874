using FsCheck;
using FsCheck.Fluent;

namespace Kit.Tests;

/// <summary>One line per law.</summary>
internal static class Law
{
    public static void Holds<A>(Gen<A> a, Func<A, bool> law) =>
        Prop.ForAll(a.ToArbitrary(), law).QuickCheckThrowOnFailure();

    public static void Holds<A, B>(Gen<A> a, Gen<B> b, Func<A, B, bool> law) =>
        Prop.ForAll(a.ToArbitrary(), b.ToArbitrary(), law).QuickCheckThrowOnFailure();

    public static void Holds<A, B, C>(Gen<A> a, Gen<B> b, Gen<C> c, Func<A, B, C, bool> law) =>
        Prop.ForAll(a.ToArbitrary(), b.ToArbitrary(), c.ToArbitrary(), law).QuickCheckThrowOnFailure();

    public static void Holds<A, B, C, D>(Gen<A> a, Gen<B> b, Gen<C> c, Gen<D> d, Func<A, B, C, D, bool> law) =>
        Prop.ForAll(
            a.SelectMany(_ => b, (x, y) => (x, y)).ToArbitrary(), c.SelectMany(_ => d, (x, y) => (x, y)).ToArbitrary(),
            (first, second) => law(first.x, first.y, second.x, second.y)).QuickCheckThrowOnFailure();

    /// <summary>More draws, for laws over all of a language.</summary>
    public static void HoldsForMany<A>(Gen<A> a, Func<A, bool> law) =>
        Prop.ForAll(a.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>Fewer draws, for laws that compile what they draw.</summary>
    public static void HoldsForFew<A, B>(Gen<A> a, Gen<B> b, Func<A, B, bool> law) =>
        Prop.ForAll(a.ToArbitrary(), b.ToArbitrary(), law).Check(Few);

    public static void HoldsForFew<A, B, C>(Gen<A> a, Gen<B> b, Gen<C> c, Func<A, B, C, bool> law) =>
        Prop.ForAll(a.ToArbitrary(), b.ToArbitrary(), c.ToArbitrary(), law).Check(Few);

    private static Config Few => Config.QuickThrowOnFailure.WithMaxTest(40);
}
