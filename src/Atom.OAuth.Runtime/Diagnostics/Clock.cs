namespace Atom.OAuth.Diagnostics;

/// <summary>Waits with a <see cref="TimeProvider"/> on every target framework, so that tests can control time.</summary>
internal static class Clock
{
#if NET
    public static Task DelayAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Delay(delay, time, cancellationToken);

    public static Task WaitAsync(Task task, TimeSpan timeout, TimeProvider time) => task.WaitAsync(timeout, time);

    public static Task<T> WaitAsync<T>(Task<T> task, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
        => task.WaitAsync(timeout, time, cancellationToken);

    public static CancellationTokenSource CancelAfter(TimeSpan delay, TimeProvider time) => new(delay, time);
#else
    public static Task DelayAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken) => time.Delay(delay, cancellationToken);

    public static Task WaitAsync(Task task, TimeSpan timeout, TimeProvider time) => task.WaitAsync(timeout, time);

    public static Task<T> WaitAsync<T>(Task<T> task, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
        => task.WaitAsync(timeout, time, cancellationToken);

    public static CancellationTokenSource CancelAfter(TimeSpan delay, TimeProvider time) => time.CreateCancellationTokenSource(delay);
#endif
}
