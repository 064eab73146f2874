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
}
