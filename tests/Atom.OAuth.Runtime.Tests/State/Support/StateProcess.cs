namespace Atom.OAuth.Tests.State.Support;

internal static class StateProcess
{
    public static int Main() => 0;
}
