namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>Waits for background work.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        for (var end = DateTimeOffset.UtcNow + LongestWait; !await condition();)
        {
            Assert.True(DateTimeOffset.UtcNow < end, "It did not happen in time.");
            await Task.Delay(20);
        }
    }
}
