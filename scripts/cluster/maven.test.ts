import { expect, test } from 'vitest'
import { isRocketmqVersion, javaMajorVersion, pomText } from './maven.ts'

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['openjdk version "11.0.2" 2019-01-15', 11],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "25-ea"', 25],
  ['no java here', null],
])('the major version in %j', (output, major) => {
  expect(javaMajorVersion(output)).toBe(major)
})

test('the pom asks for the servers and the admin tool of one version', () => {
  for (const artifact of ['namesrv', 'broker', 'tools']) {
    expect(pomText('4.9.7')).toContain(`<artifactId>rocketmq-${artifact}</artifactId><version>4.9.7</version>`)
  }
  expect(pomText('5.5.0')).toContain('<artifactId>rocketmq-proxy</artifactId><version>5.5.0</version>')
  expect(pomText('4.9.7')).not.toContain('rocketmq-proxy')
})

test('versions', () => {
  expect(isRocketmqVersion('5.5.0')).toBe(true)
  expect(isRocketmqVersion('5.5')).toBe(false)
})
