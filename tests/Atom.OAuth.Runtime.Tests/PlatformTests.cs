namespace Atom.OAuth.Tests;

public class PlatformTests
{
    [Fact]
    public void Tests_RunAgainstTheAssemblyTheyNameAndNoOther()
    {
        var target = typeof(HtmlResponse).Assembly
            .GetCustomAttributes(typeof(System.Runtime.Versioning.TargetFrameworkAttribute), inherit: false)
            .Cast<System.Runtime.Versioning.TargetFrameworkAttribute>()
            .Single();

#if RUNTIME_NETSTANDARD
        Assert.Equal(".NETStandard,Version=v2.0", target.FrameworkName);
#else
        Assert.Equal(".NETCoreApp,Version=v8.0", target.FrameworkName);
#endif
    }
}
