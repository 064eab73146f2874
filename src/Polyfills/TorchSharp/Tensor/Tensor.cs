using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle to a LibTorch tensor; disposed by its scope, by hand, or at last by the collector.</summary>
    [SuppressMessage("Design", "CA1036", Justification = "Comparisons of tensors are tensors.")]
    public partial class Tensor : IDisposable
    {
        private static long live;
        private static long peak;
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            if (handle == 0) return;
            peak = Math.Max(Interlocked.Increment(ref live), peak);
            OwningDisposeScope = DisposeScopeManager.OfThisThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => Interlocked.Read(ref live);

        public static long PeakCount => Interlocked.Read(ref peak);

        public bool IsInvalid => handle == 0;

        public IntPtr Handle => handle != 0
            ? handle
            : throw new InvalidOperationException("Tensor: expected a live tensor, got a disposed or absent one.");

        public string? name { get; set; }

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Takes over a handle that other code made.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Stands for no tensor where a Tensor must be returned: an unused gradient.</summary>
        internal static Tensor Absent()
        {
            var absent = new Tensor(0);
            GC.SuppressFinalize(absent);
            return absent;
        }

        /// <summary>Gives the native tensor away; this object is empty afterwards.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            nint given = Handle;
            GC.SuppressFinalize(this);
            DisposeScopeManager.OfThisThread.CountDisposal(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref live);
            handle = 0;
            return given;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint freed = Interlocked.Exchange(ref handle, 0);
            if (freed == 0) return;
            DisposeScopeManager.OfThisThread.CountDisposal(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref live);
            Bridge.tb_tensor_free(freed);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null) other?.Attach(this);
            else OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        /// <summary>Another handle to the same tensor.</summary>
        public Tensor alias() => new(Kept(Bridge.tb_tensor_alias(Handle)));

        /// <summary>Passes a native result on and keeps this object alive until it was computed.</summary>
        private T Kept<T>(T result)
        {
            GC.KeepAlive(this);
            return result;
        }
    }
}
