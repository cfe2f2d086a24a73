using Atom.OAuth.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>A test of a store. If the test class has no server to run on, it is skipped and says what to install; CI skips none.</summary>
[XunitTestCaseDiscoverer("Atom.OAuth.Tests.State.Support.StoreFactDiscoverer", StoreTests.Assembly)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;

/// <inheritdoc cref="StoreFactAttribute"/>
[XunitTestCaseDiscoverer("Atom.OAuth.Tests.State.Support.StoreTheoryDiscoverer", StoreTests.Assembly)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>A class cannot add attributes to inherited tests, so the discoverers use the class to decide.</summary>
internal static class StoreTests
{
#if RUNTIME_NETSTANDARD
    public const string Assembly = "Atom.OAuth.Runtime.NetStandard.Tests";
#else
    public const string Assembly = "Atom.OAuth.Runtime.Tests";
#endif

    public static string? WhyNot(ITestMethod method)
        => method.TestClass.Class.Name.Contains("PostgreSql", StringComparison.Ordinal) ? PostgreSqlServer.Missing : null;
}

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
        => StoreTests.WhyNot(testMethod) is null
            ? base.CreateTestCase(discoveryOptions, testMethod, factAttribute)
            : new SkippedTestCase(DiagnosticMessageSink, testMethod);
}

public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute)
        => StoreTests.WhyNot(testMethod) is null
            ? base.Discover(discoveryOptions, testMethod, theoryAttribute)
            : [new SkippedTestCase(DiagnosticMessageSink, testMethod)];
}

public sealed class SkippedTestCase : XunitTestCase
{
    [Obsolete("For deserialisation.", error: true)]
    public SkippedTestCase()
    {
    }

    public SkippedTestCase(IMessageSink diagnostics, ITestMethod method)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) => StoreTests.WhyNot(TestMethod);
}
