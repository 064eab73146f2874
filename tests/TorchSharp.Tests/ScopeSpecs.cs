using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Who owns a tensor, who disposes it, and what the counts say.</summary>
[Covers(
    "Dispose", "get_IsInvalid", "get_Handle", "UnsafeCreateTensor", "DecoupleFromNativeHandle",
    "DetachFromDisposeScope",
    "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "get_TotalCount", "get_PeakCount", "get_CurrentDisposeScope",
    "NewDisposeScope", "WrappedTensorDisposeScope")]
public class ScopeSpecs
{
    public ScopeSpecs() => DisposeScopeManager.Statistics.Reset();

    private static ThreadDisposeScopeStatistics Counts => DisposeScopeManager.Statistics;

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(2);
            Assert.Same(scope, CurrentDisposeScope);
            Assert.True(scope.Contains(inside));
            Assert.Equal(1, scope.DisposablesCount);
            Assert.Same(inside, scope.DisposablesView[0]);
        }
        Assert.True(inside.IsInvalid);
        Assert.Null(CurrentDisposeScope);
        Assert.Throws<InvalidOperationException>(() => inside.Handle);
        Assert.Throws<InvalidOperationException>(() => inside + 1);
    }

    [Fact]
    public void Moving_out_hands_a_tensor_to_the_outer_scope()
    {
        using var outer = NewDisposeScope();
        Tensor kept, given;
        using (var inner = NewDisposeScope())
        {
            kept = ones(2).MoveToOuterDisposeScope();
            given = inner.MoveToOuter(ones(2));
            inner.MoveToOuter(ones(2), ones(2));
            inner.MoveToOuter(ones(2), ones(2), ones(2));
            Assert.Equal(0, inner.DisposablesCount);
        }
        Assert.False(kept.IsInvalid || given.IsInvalid);
        Assert.Equal(7, outer.DisposablesCount);
        Assert.Equal(0, Counts.DetachedFromScopeCount);
    }

    [Fact]
    public void Moving_out_of_the_outermost_scope_detaches()
    {
        Tensor kept;
        using (NewDisposeScope()) kept = ones(2).MoveToOuterDisposeScope();
        Assert.False(kept.IsInvalid);
        Assert.Equal(1, Counts.DetachedFromScopeCount);
        kept.Dispose();
        Assert.Equal((1, 0), (Counts.DisposedOutsideScopeCount, Counts.DisposedInScopeCount));
    }

    [Fact]
    public void Detached_tensors_belong_to_nobody_and_can_be_attached()
    {
        Tensor free;
        using (var scope = NewDisposeScope()) free = scope.Detach(ones(2));
        Assert.False(free.IsInvalid);
        using (var scope = NewDisposeScope()) scope.Attach(free);
        Assert.True(free.IsInvalid);
        Assert.Equal((1, 1), (Counts.AttachedToScopeCount, Counts.DetachedFromScopeCount));
    }

    [Fact]
    public void Tensors_move_between_scopes()
    {
        using var outer = NewDisposeScope();
        using var inner = NewDisposeScope();
        var x = ones(2);
        inner.MoveToOther(outer, x);
        Assert.True(outer.Contains(x));
        x.MoveToOtherDisposeScope(inner);
        Assert.True(inner.Contains(x));
        var y = ones(2).DetachFromDisposeScope();
        y.MoveToOtherDisposeScope(x);
        Assert.True(inner.Contains(y));
        outer.MoveToOther(outer, y);
        Assert.False(outer.Contains(y));
        inner.MoveToOther(null, [y]);
        Assert.Null(y.OwningDisposeScope);
        y.Dispose();
    }

    [Fact]
    public void Everything_but_what_is_kept_can_be_disposed_early()
    {
        using var scope = NewDisposeScope();
        var (a, b, c, d) = (ones(1), ones(1), ones(1), ones(1));
        scope.DisposeEverythingBut(a, b, c);
        Assert.True(d.IsInvalid && !a.IsInvalid && !b.IsInvalid && !c.IsInvalid);
        scope.DisposeEverythingBut(a, b);
        Assert.True(c.IsInvalid);
        scope.DisposeEverythingBut(a);
        Assert.True(b.IsInvalid && !a.IsInvalid);
        scope.DisposeEverything();
        Assert.True(a.IsInvalid);
    }

    [Fact]
    public void Counts_tell_where_tensors_were_made_and_freed()
    {
        var outside = ones(1);
        using (NewDisposeScope()) ones(1).Dispose();
        Assert.Equal((1, 1), (Counts.CreatedOutsideScopeCount, Counts.CreatedInScopeCount));
        Assert.Equal((0, 1), (Counts.DisposedOutsideScopeCount, Counts.DisposedInScopeCount));
        Assert.Equal(1, Counts.ThreadTotalLiveCount);
        outside.Dispose();
        outside.Dispose();
        Assert.Equal(0, Counts.ThreadTotalLiveCount);
        Assert.Equal(0, Counts.PackedSequenceStatistics.ThreadTotalLiveCount);
        Assert.Equal(
            "ThreadTotalLiveCount: 0; CreatedOutsideScopeCount: 1; DisposedOutsideScopeCount: 1; " +
            "CreatedInScopeCount: 1; DisposedInScopeCount: 1; AttachedToScopeCount: 0; DetachedFromScopeCount: 0",
            Counts.ToString());
    }

    [Fact]
    public void Scopes_and_counts_are_per_thread()
    {
        using var scope = NewDisposeScope();
        var other = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            ones(1).Dispose();
            Assert.Equal(1, Counts.CreatedOutsideScopeCount);
        });
        other.Start();
        other.Join();
        Assert.Equal(0, Counts.CreatedOutsideScopeCount);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void An_outer_scope_disposed_first_leaves_the_inner_one_current()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var x = ones(1);
        outer.Dispose();
        Assert.Same(inner, CurrentDisposeScope);
        Assert.False(x.IsInvalid);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
        Assert.Throws<ObjectDisposedException>(() => inner.DisposablesCount);
    }

    [Fact]
    public void Only_the_result_of_a_wrapped_expression_survives()
    {
        using var outer = NewDisposeScope();
        var x = WrappedTensorDisposeScope(() => (ones(2) + 1) * 3);
        Assert.Equal([6f, 6f], x.data<float>().ToArray());
        Assert.Equal(1, outer.DisposablesCount);
    }

    [Fact]
    public void A_handle_can_be_taken_out_and_put_back()
    {
        var x = ones(2);
        nint handle = x.DecoupleFromNativeHandle();
        Assert.True(x.IsInvalid);
        using var y = Tensor.UnsafeCreateTensor(handle);
        Assert.Equal(2f, y.sum().item<float>());
    }

    [Fact]
    public void A_parameter_takes_the_place_of_the_tensor_it_is_made_from()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var parameter = nn.Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(scope.Contains(parameter));
        Assert.True(parameter.requires_grad && parameter.is_leaf);
        Assert.Equal(1, scope.DisposablesCount);
    }
}
